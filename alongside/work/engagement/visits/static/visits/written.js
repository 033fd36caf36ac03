// A page that comes after the writing page: what its button sent has arrived, so the device need not keep it.
const { draft: key, version } = document.querySelector("[data-draft]").dataset;
try {
  const saved = JSON.parse(localStorage.getItem(key) ?? "null");
  const pressed = sessionStorage.getItem(key);
  if (saved && pressed === saved.version && Number(version) > Number(saved.version)) localStorage.removeItem(key);
  sessionStorage.removeItem(key);
} catch { /* a draft that cannot be read is none */ }
