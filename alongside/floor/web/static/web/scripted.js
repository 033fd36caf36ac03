// Tells the stylesheet that scripts run, before the page is drawn. Everything works without.
document.body.className += " js-enabled" + ("noModule" in HTMLScriptElement.prototype ? " govuk-frontend-supported" : "");
