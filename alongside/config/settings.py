"""Settings. What differs between installations is read in `installation.py`; everything else is here."""

from __future__ import annotations

import dj_database_url
from csp.constants import NONE, SELF

from alongside.config import installation, mail
from alongside.floor.kernel import clock, policy

HERE = installation.read()
HERE.var.mkdir(parents=True, exist_ok=True)
policy.look_in(HERE.policy_folders)
clock.fix(HERE.today)

DEBUG = HERE.debug
SECRET_KEY = HERE.secret_key
ALLOWED_HOSTS = list(HERE.hosts)
IS_DEMO = HERE.is_demo
FILES_ROOT = HERE.var / "files"  # published files as they came, named by their digest

INSTALLED_APPS = [
    # A checkout brings the demo: one command, and a note on the demo's own sign-in page. Nothing of ours imports it.
    *(["demo"] if (HERE.root / "demo").is_dir() else []),
    "alongside.floor.accounts",
    "alongside.floor.audit",
    "alongside.floor.web",
    "alongside.floor.jobs",
    "alongside.floor.mail",
    "alongside.knowledge.opendata",
    "alongside.knowledge.schools",
    "alongside.knowledge.people",
    "alongside.knowledge.results",
    "alongside.knowledge.results.similar",
    "alongside.knowledge.indicators",
    "alongside.knowledge.offer",
    "alongside.knowledge.inspections",
    "alongside.knowledge.inspections.likelihood",
    "alongside.work.tasks",
    "alongside.work.ties",
    "alongside.work.contacts",
    "alongside.work.meetings",
    "alongside.work.engagement.visits",
    "alongside.work.engagement.concerns",
    "alongside.work.engagement.ofsted",
    "alongside.work.engagement.self_reports",
    "alongside.work.engagement.supported",
    "alongside.work.engagement.bulletins",
    "alongside.work.sharing.strengths",
    "alongside.work.sharing.practice",
    "alongside.work.sharing.hosting",
    "alongside.work.sharing.helping",
    "alongside.work.peer_review.cycles",
    "alongside.work.peer_review.reviews",
    "alongside.work.families",
    "alongside.work.priority",
    "alongside.face.desk",
    "alongside.face.reporting",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "rules",
    "simple_history",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "alongside.floor.web.refusing.RefuseNul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "alongside.floor.accounts.second_factor.SecondFactor",
    "alongside.floor.accounts.seeing_as.SeeingAs",  # innermost: all others know who really asks
]

ROOT_URLCONF = "alongside.config.urls"
WSGI_APPLICATION = "alongside.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "alongside.floor.web.context.page",
            ],
            "builtins": ["alongside.floor.web.templatetags.alongside"],
        },
    }
]
FORM_RENDERER = "alongside.floor.web.forms.Renderer"

# The main parts of the site: key, words, address, audience (`floor.web.audience`). Who leads a school finds it second.
SECTIONS = [
    ("my-work", "My work", "desk:my-work", "signed-in"),
    ("city", "City", "desk:city", "everyone"),
    ("schools", "Schools", "desk:schools", "everyone"),
    ("people", "People", "people:list", "people.see"),
    ("visits", "Visits", "visits:list", "visits.open"),
    ("heard", "Heard", "heard:page", "heard.see"),
    ("together", "Together", "desk:together", "signed-in"),
    ("meetings", "Meetings", "meetings:list", "meetings.see"),
    ("ofsted", "Ofsted", "ofsted:list", "ofsted.see"),
    ("concerns", "Concerns", "concerns:list", "concerns.see"),
    ("self-reports", "Help asked for", "self-reports:list", "self-reports.see"),
    ("supported", "Safe and supported", "supported:trend", "supported.trend"),
    ("bulletins", "Bulletins", "bulletins:list", "bulletins.see"),
    ("priority", "Priority Schools", "priority:list", "priority.list"),
    ("forecast", "Next inspections", "likelihood:list", "likelihood.list"),
    ("measures", "Measures", "results:measures", "everyone"),
    ("data", "Data", "opendata:data", "office"),
]
SEARCH = ("desk:schools", "Find a school")

DATABASES = {"default": dj_database_url.parse(HERE.database_url, conn_max_age=60)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Writers queue instead of failing: WAL alone does not do it (measured, docs/decisions.md).
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "alongside.floor.accounts.adapter.InvitedOnly"
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is proved by the invitation sent to it
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HERE.https else "http"
ACCOUNT_EMAIL_NOTIFICATIONS = True  # whoever owns the address hears when the password changes
ACCOUNT_FORMS = {
    "login": "alongside.floor.accounts.forms.SignIn",
    "reset_password": "alongside.floor.accounts.forms.Forgotten",
    "reset_password_from_key": "alongside.floor.accounts.forms.Choose",
    "change_password": "alongside.floor.accounts.forms.Change",
    "reauthenticate": "alongside.floor.accounts.forms.Confirm",
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60  # seconds after signing in in which nobody is asked again who they are
# In the demo everybody may look at everything: nobody has a telephone for the people of an invented city.
SECOND_FACTOR_REQUIRED = not IS_DEMO
MFA_ADAPTER = "alongside.floor.accounts.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute off
MFA_FORMS = {
    "authenticate": "alongside.floor.accounts.forms.Code",
    "reauthenticate": "alongside.floor.accounts.forms.CodeAgain",
    "activate_totp": "alongside.floor.accounts.forms.FirstCode",
}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:my-work"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"

AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "alongside.floor.accounts.adapter.address_tried"
AXES_CLIENT_IP_CALLABLE = "alongside.floor.accounts.adapter.where_from"
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_DISABLE_ACCESS_LOG = True  # who signed in when and from where is nobody's business
AXES_VERBOSE = False
AXES_LOCKOUT_CALLABLE = "alongside.floor.web.views.locked_out"

# Behind a proxy that ends TLS (ALONGSIDE_HTTPS=1), nothing travels in the clear. Without it, on one's own machine, a
# redirect to https would lead nowhere. The proxy must set X-Forwarded-Proto and never pass on a visitor's own.
if HERE.https:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # the last address in X-Forwarded-For is the one that the proxy saw
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "alongside.floor.web.views.form_expired"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF],
        "manifest-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
    }
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

STATIC_URL = "static/"
STATIC_ROOT = HERE.var / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "alongside.floor.web.storage.Collected"},
}
# Until `alongside collectstatic` has run, and while debugging, files are served from where they lie in the packages.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = DEBUG or not (STATIC_ROOT / "staticfiles.json").is_file()

# In the demo nobody is real, and no letter leaves.
globals().update(mail.settings_of("" if HERE.is_demo else HERE.mail))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = HERE.mail_from

# Warnings and errors go to the terminal, where whatever runs us keeps them. Without this Django says nothing at all.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "terminal": {"class": "logging.StreamHandler", "level": "WARNING", "formatter": "line"},
        "errors": {"class": "logging.StreamHandler", "level": "ERROR", "formatter": "line"},
    },
    "root": {"handlers": ["terminal"], "level": "WARNING"},
    "loggers": {
        "django.request": {"level": "ERROR"},  # a page that is not there is nobody's fault
        "django_tasks_db": {"handlers": ["errors"], "propagate": False},  # it warns whenever it is asked to stop
    },
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
DATE_FORMAT = "j F Y"
SILENCED_SYSTEM_CHECKS = [
    # HSTS for sub-domains and the browsers' preload list bind a whole domain, often a council's: not ours to promise.
    "security.W005",
    "security.W021",
]
