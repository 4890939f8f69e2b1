// Fill in where one stands: coordinates of the phone (WGS-84), and that they come from it.
const button = document.querySelector("[data-locate]"), said = document.querySelector("[data-locate-said]");
const field = (name) => document.querySelector(`[name="${name}"]`);
if (button && navigator.geolocation && isSecureContext) {
  button.hidden = false;
  button.addEventListener("click", () => {
    said.textContent = "正在定位…";
    navigator.geolocation.getCurrentPosition(taken, failed, { enableHighAccuracy: true, timeout: 15000 });
  });
  for (const name of ["longitude", "latitude"]) field(name)?.addEventListener("input", () => { field("point_source").value = "手工填写"; });
}
function taken({ coords }) {
  field("longitude").value = coords.longitude.toFixed(6);
  field("latitude").value = coords.latitude.toFixed(6);
  field("point_source").value = "手机定位";
  said.textContent = `已填入，误差约 ${Math.round(coords.accuracy)} 米。`;
}
function failed() { said.textContent = "没有取得位置。请允许浏览器使用位置信息，或手工填写。"; }
