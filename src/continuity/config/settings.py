"""Django's settings, all from the environment.

`DATABASE_URL` names the application's role; `DATABASE_OWNER_URL` the owner's, which only migrates,
backs up and restores. Where neither is set, the embedded server's are put there before Django starts.
"""

from __future__ import annotations

import base64
import json
import os
import re
from ipaddress import ip_network
from typing import Any
from urllib.parse import SplitResult, urlsplit

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from continuity.services import SERVICES

Database = dict[str, Any]

READER_ROLE = os.environ.get("CONTINUITY_READER_ROLE", "continuity_reader")


NAMED = {
    "NAME": "dbname",
    "USER": "user",
    "PASSWORD": "password",
    "HOST": "host",
    "PORT": "port",
}


def database(url: str) -> Database:
    """Django's settings for a URL; raises ValueError where it is no PostgreSQL URL."""
    try:
        # libpq's own reading: a socket's folder keeps its capitals, an empty part its meaning.
        parts = conninfo_to_dict(url)
    except ProgrammingError as fault:
        raise ValueError(f"This is no PostgreSQL URL: {fault}".strip()) from None
    named = {key: str(parts.pop(name, "")) for key, name in NAMED.items()}
    # One that is kept open costs a connection for each thread and saves one for each request.
    return {
        "ENGINE": "django.db.backends.postgresql",
        **named,
        "OPTIONS": dict(parts),
        "CONN_MAX_AGE": None,
    }


_app = os.environ.get("DATABASE_URL", "postgresql:///continuity")
_owner = os.environ.get("DATABASE_OWNER_URL", _app)

DATABASES = {"default": database(_app), "owner": database(_owner)}
APP_ROLE = DATABASES["default"]["USER"] or "continuity_app"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "continuity.journal.apps.Journal",
    "continuity.accounts.apps.Accounts",
    "continuity.register.apps.Register",
    "continuity.casework.apps.Casework",
    "continuity.casework.documents.apps.Documents",
    "continuity.casework.intake.apps.Intake",
    "continuity.casework.retention.apps.Retention",
    "continuity.casework.notices.apps.Notices",
    "continuity.casework.payments.apps.Payments",
    "continuity.casework.opinions.apps.Opinions",
    "continuity.reform.apps.Reform",
    "django.contrib.staticfiles",
    "django_htmx",
    "continuity.pages.apps.Pages",
    "continuity.handover.apps.Handover",
    "continuity.services.apps.Services",
    *(service.app for service in SERVICES if service.app),
    "continuity.web.apps.Web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "continuity.pages.middleware.powers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "continuity.web.api.door.door",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "continuity.pages.middleware.language",
    "continuity.pages.middleware.day",
    "continuity.pages.middleware.private",
    "continuity.web.known.one_world",
    "continuity.web.unready.Unready",
    "continuity.web.unfit.Unfit",
]
ROOT_URLCONF = "continuity.config.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "continuity.pages.context.frame",
                "continuity.web.story.band",
            ],
        },
    }
]

SMS_FIELDS = ("id", "to", "text", "from", "report")

# The demo: one-click sign-in, a fixed band on every page, made-up data.
CONTINUITY_DEMO = os.environ.get("CONTINUITY_DEMO", "") == "1"
CONTINUITY_CONTACT = os.environ.get("CONTINUITY_CONTACT", "")
ALLOWED_HOSTS = os.environ.get("CONTINUITY_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
# Behind a proxy that speaks HTTPS; the embedded site on one's own machine does not.
_secure = os.environ.get("CONTINUITY_HTTPS", "") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _secure
CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 31_536_000 if _secure else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _secure else None
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    }
}
STATIC_URL = "/static/"
STATIC_ROOT = os.environ.get("CONTINUITY_STATIC", "")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Without a folder to collect them in, as in a shell or a test, files go by their plain names.
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if STATIC_ROOT
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_validator = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_validator}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_validator}.CommonPasswordValidator"},
    {
        "NAME": f"{_validator}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("login", "name")},
    },
]
ACCOUNT_ADAPTER = "continuity.accounts.second.People"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# Counted before a password is hashed, in a table that all processes share.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "30/m/ip,5/5m/key",
    "sign_up": "10/h/ip",
    "tracked": "30/5m/ip,5/5m/key",
    "verified": "60/5m/ip",
    "shared": "30/5m/ip,5/5m/key",
}
MFA_ADAPTER = "continuity.accounts.second.Sealed"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
# A browser takes localhost for safe without HTTPS; the part has to be told.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = os.environ.get("CONTINUITY_HTTPS", "") != "1"
MFA_TOTP_ISSUER = "Continuity"
# One step back, for the time it takes to type and for clocks that differ (RFC 6238, 5.2).
MFA_TOTP_TOLERANCE = 1
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
# A day at the office, and nobody is signed in overnight.
SESSION_COOKIE_AGE = 9 * 60 * 60


def key(name: str, written: str) -> bytes:
    """A key of 32 bytes from Base64; raises ValueError with the setting's name where it is none."""
    try:
        found = base64.b64decode(written, validate=True)
    except ValueError:
        found = b""
    if len(found) != 32:
        raise ValueError(f"{name} holds no key; expected 32 bytes in Base64.")
    return found


def ring(name: str) -> dict[str, bytes]:
    """The keys `id:Base64,id:Base64` of a setting, the one that encrypts first; none where unset."""
    pairs = [pair.partition(":") for pair in os.environ.get(name, "").split(",") if pair]
    if len({id for id, _, _ in pairs if 0 < len(id.encode()) < 256}) != len(pairs):
        raise ValueError(f"{name} needs an id of its own for each key, as in id:Base64,id:Base64.")
    return {id: key(name, written) for id, _, written in pairs}


# Personal data at rest; the blind index, by which an identity number is found, has a key of its own.
CONTINUITY_KEYS = ring("CONTINUITY_KEYS")
_blind = os.environ.get("CONTINUITY_BLIND_KEY", "")
CONTINUITY_BLIND_KEY = key("CONTINUITY_BLIND_KEY", _blind) if _blind else b""

# Where what is no row is kept: the sealed files of cases lie in `files/` below it.
CONTINUITY_HOME = os.environ.get("CONTINUITY_HOME", "")
# Where anybody verifies a paper; it stands on the paper, so it must last as long.
CONTINUITY_SITE = os.environ.get("CONTINUITY_SITE", "http://127.0.0.1:8000").rstrip("/")
# The authority that says when something was signed (RFC 3161), over HTTP; without one nobody does.
CONTINUITY_TSA = os.environ.get("CONTINUITY_TSA", "")
# The library that speaks to a token (PKCS#11); secrets of keys may also lie beside them, in `keys/`.
CONTINUITY_PKCS11 = os.environ.get("CONTINUITY_PKCS11", "")
CONTINUITY_PKCS11_PIN = os.environ.get("CONTINUITY_PKCS11_PIN", "")
CONTINUITY_KEY_SECRET = os.environ.get("CONTINUITY_KEY_SECRET", "")
# ClamAV's daemon, as unix:/run/clamav/clamd.ctl or tcp:host:3310; unset, files are not scanned.
CONTINUITY_CLAMD = os.environ.get("CONTINUITY_CLAMD", "")
if CONTINUITY_CLAMD and not re.fullmatch(r"unix:/.+|tcp:[^:]+:[0-9]{1,5}", CONTINUITY_CLAMD):
    raise ValueError("CONTINUITY_CLAMD is neither unix:/path nor tcp:host:port.")
# What is uploaded stays in memory until it is sealed: nothing of it lies on the disk in clear, and a
# full disk is met where a word can be said. What is larger is not read at all; pages say so.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 21 * 1024 * 1024

LOOPBACK = ("localhost", "127.0.0.1", "::1")


def service(name: str, safe: str, plain: str) -> SplitResult | None:
    """The address of a service of others, or None where it is unset.

    Raises ValueError where it is of another scheme, or unsafe and not on this machine itself.
    """
    written = os.environ.get(name, "")
    if not written:
        return None
    parts = urlsplit(written)
    if parts.scheme not in (safe, plain) or not parts.hostname:
        raise ValueError(f"{name} needs {safe}://machine:port or {plain}://machine:port.")
    if plain == "http" and parts.scheme == plain and parts.hostname not in LOOPBACK:
        raise ValueError(f"{name} needs {safe}:// for another machine than this one.")
    return parts


# Notices: e-mail (with STARTTLS by smtp, TLS by smtps), and short messages through a gateway.
CONTINUITY_SMTP = service("CONTINUITY_SMTP", "smtps", "smtp")
CONTINUITY_SMTP_FROM = os.environ.get("CONTINUITY_SMTP_FROM", "")
CONTINUITY_SMTP_CA = os.environ.get("CONTINUITY_SMTP_CA", "")
if CONTINUITY_SMTP and not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", CONTINUITY_SMTP_FROM):
    raise ValueError("CONTINUITY_SMTP_FROM needs the address in whose name letters are sent.")
_sms = service("CONTINUITY_SMS", "https", "http")
CONTINUITY_SMS = _sms.geturl() if _sms else ""
CONTINUITY_SMS_SECRET = os.environ.get("CONTINUITY_SMS_SECRET", "")
CONTINUITY_SMS_FROM = os.environ.get("CONTINUITY_SMS_FROM", "")
if CONTINUITY_SMS and not CONTINUITY_SMS_SECRET:
    raise ValueError("CONTINUITY_SMS_SECRET needs the secret that the gateway shares.")
_body = os.environ.get("CONTINUITY_SMS_BODY", "")
try:
    CONTINUITY_SMS_BODY = json.loads(_body) if _body else {n: f"{{{n}}}" for n in SMS_FIELDS}
except ValueError:
    raise ValueError("CONTINUITY_SMS_BODY needs a template in JSON; see docs/notices.md.") from None
# Paying from home: a gateway that takes orders and posts back what became of them (docs/payments.md).
_payments = service("CONTINUITY_PAYMENTS", "https", "http")
CONTINUITY_PAYMENTS = _payments.geturl() if _payments else ""
CONTINUITY_PAYMENTS_SECRET = os.environ.get("CONTINUITY_PAYMENTS_SECRET", "")
CONTINUITY_PAYMENTS_NAME = os.environ.get("CONTINUITY_PAYMENTS_NAME", "") or "Cổng thanh toán"
if CONTINUITY_PAYMENTS and not CONTINUITY_PAYMENTS_SECRET:
    raise ValueError("CONTINUITY_PAYMENTS_SECRET needs the secret that the gateway shares.")
# Private networks in which programs may be told of events; none by default.
CONTINUITY_HOOK_NETWORKS = [
    ip_network(one.strip())
    for one in os.environ.get("CONTINUITY_HOOK_NETWORKS", "").split(",")
    if one.strip()
]
CONTINUITY_HOOK_CA = os.environ.get("CONTINUITY_HOOK_CA", "")

SECRET_KEY = os.environ.get("CONTINUITY_SECRET_KEY", "")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
# Machine time is UTC; a day of law is local and comes from the pack.
TIME_ZONE = "UTC"
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
