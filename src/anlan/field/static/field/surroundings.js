// The browser round the page: what it keeps, and how to come into one that keeps more.
import { note } from "./parts.js";

export const keepsPage = () => "serviceWorker" in navigator && !document.body.dataset.unkept;

// Where the browser keeps no page it cannot be opened without a network; what was entered is kept all the same. On an
// iPhone what a page keeps may go after a week, unless the page lies on the home screen. What is kept in one browser is
// not seen from another, nor from the home screen of an iPhone: so this is said at the door, before anything is kept.
export function surroundings() {
  const wechat = /MicroMessenger/i.test(navigator.userAgent), apple = /iPhone|iPad|iPod/.test(navigator.userAgent) && !navigator.standalone;
  const still = "没有网络时打不开本页（已填的内容仍加密保存在手机里）。", apart = "那边看不到这里填的内容，有没发送的先在这里发完。";
  if (wechat && !keepsPage()) return [note("warn", `微信里${still}请点右上角“…”选“在浏览器打开”，再用浏览器菜单“添加到主屏幕”。${apart}`)];
  if (!("serviceWorker" in navigator)) return [note("warn", `这个浏览器里${still}请用手机自带的浏览器打开同一网址，再用浏览器菜单“添加到主屏幕”。${apart}`)];
  if (!keepsPage()) return [note("warn", `这个浏览器没能保存页面，${still}多半是网址的证书不受信任，或开着无痕浏览：请关掉无痕浏览，或告诉系统管理员。`)];
  return apple ? [note("info", `苹果手机请点“分享”按钮，选“添加到主屏幕”，从主屏幕打开：不然一周不用，系统可能清掉手机里的资料。${apart}`)] : [];
}
