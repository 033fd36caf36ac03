// Starts the behaviour of the GOV.UK components. Their file is named in the page, because its name carries a hash.
const components = document.querySelector("script[data-components]").dataset.components;
import(components).then(({ initAll }) => initAll());

// Drafts that a page kept on this device ("alongside:draft:…") go at sign-out. What the server does not have yet is asked
// about first.
for (const button of document.querySelectorAll(".masthead__out")) {
  button.form?.addEventListener("submit", (event) => {
    try {
      const drafts = Object.keys(localStorage).filter((key) => key.startsWith("alongside:draft:"));
      const asked = "What you typed without a connection is only on this device, and goes when you sign out. Sign out?";
      if (drafts.length && !confirm(asked)) return event.preventDefault();
      drafts.forEach((key) => localStorage.removeItem(key));
    } catch { /* this browser keeps nothing */ }
  });
}
