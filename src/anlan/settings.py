"""Settings of one instance; everything it owns lies under ANLAN_HOME, everything else comes from the environment."""

from pathlib import Path

from anlan.core.environment import (
    database_from,
    flag,
    home_folder,
    number,
    secret_key,
    text,
    words,
)

PACKAGE = Path(__file__).resolve().parent
ANLAN_HOME = home_folder(PACKAGE)

DEBUG = flag("ANLAN_DEBUG", default=False)
SECRET_KEY = secret_key(ANLAN_HOME)
ALLOWED_HOSTS = words("ANLAN_ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = words("ANLAN_TRUSTED_ORIGINS", default=[])

# -- applications: rooms from the ground up
ROOMS = [
    "core",
    "org",
    "files",
    "standards",
    "enterprises",
    "hazards",
    "inspections",
    "enforcement",
    "permits",
    "campaigns",
    "field",
    "web",
]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "template_partials",
    "django_htmx",
    "django_q",
    *(f"anlan.{room}" for room in ROOMS if (PACKAGE / room / "apps.py").exists()),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "anlan.core.middleware.security_headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "anlan.org.middleware.idle_logout",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "anlan.org.middleware.first_password",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "anlan.core.middleware.domain_errors",
]
ROOT_URLCONF = "anlan.urls"
WSGI_APPLICATION = "anlan.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["anlan.core.templatetags.anlan", "anlan.core.templatetags.frame"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "anlan.core.frame.context",
            ],
        },
    }
]
FORM_RENDERER = "anlan.core.frame.FormRenderer"

# -- database
DATABASES = {"default": database_from(text("ANLAN_DATABASE_URL"), ANLAN_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- people: django.contrib.auth's user model is replaced, its permissions are not used (org.scope decides)
INSTALLED_APPS.insert(0, "django.contrib.auth")
AUTH_USER_MODEL = "org.User"
LOGIN_URL = "org:login"
LOGIN_REDIRECT_URL = "/"
CSRF_FAILURE_VIEW = "anlan.core.views.csrf_failed"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "anlan.org.passwords.LongEnough"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "full_name"]},
    },
    {"NAME": "anlan.org.passwords.NotThePhone"},
]
LOGIN_FAILURES_BEFORE_LOCK = number("ANLAN_LOGIN_FAILURES", default=5)
LOGIN_FAILURES_PER_ADDRESS = number("ANLAN_LOGIN_FAILURES_PER_ADDRESS", default=30)
LOGIN_LOCK_MINUTES = number("ANLAN_LOCK_MINUTES", default=15)
IDLE_LOGOUT_MINUTES = number("ANLAN_IDLE_MINUTES", default=30)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = flag("ANLAN_HTTPS", default=False)
if flag("ANLAN_HTTPS", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
USE_X_FORWARDED_HOST = flag("ANLAN_BEHIND_PROXY", default=False)

# -- time and language
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# -- files
STATIC_URL = "/static/"
STATIC_ROOT = ANLAN_HOME / "static"
MEDIA_ROOT = ANLAN_HOME / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "anlan.core.frame.StaticStorage"},
}
# WhiteNoise looks at the packages themselves: no collectstatic step stands between clone and page.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
# 仿宋 and 楷体 for printed documents, where the system's own folders do not have Fandol.
FONTS_FOLDER = text("ANLAN_FONTS")
UPLOAD_LIMIT_BYTES = number("ANLAN_UPLOAD_LIMIT_MB", default=50) * 1024 * 1024

# -- background work: django-q2 on the same database; at least once, retry above timeout
Q_CLUSTER = {
    "name": "anlan",
    "orm": "default",
    "workers": number("ANLAN_WORKERS", default=1),
    "timeout": 600,
    "retry": 660,
    "ack_failures": True,
    "max_attempts": 5,
    "catch_up": False,
    "poll": 1,
    "save_limit": 1000,
    "label": "Background work",
}

# -- what the district decides
SITE_NAME = text("ANLAN_SITE_NAME", default="安澜")
FILING_NUMBER = text("ANLAN_FILING_NUMBER")
COMPLAINT_URL = text("ANLAN_COMPLAINT_URL", default="tel:12345")
SMS_URL = text("ANLAN_SMS_URL")
SMS_TOKEN = text("ANLAN_SMS_TOKEN")
# An outside model that may propose duties of a notice; off without an address and a model. It decides nothing.
PROPOSER_URL = text("ANLAN_PROPOSER_URL")
PROPOSER_MODEL = text("ANLAN_PROPOSER_MODEL")
PROPOSER_KEY = text("ANLAN_PROPOSER_KEY")
DEMO = flag("ANLAN_DEMO", default=False)

SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {
        "handlers": ["stderr"],
        "level": text("ANLAN_LOG_LEVEL", default="WARNING"),
    },
    "loggers": {"anlan": {"level": text("ANLAN_LOG_LEVEL", default="INFO")}},
}
