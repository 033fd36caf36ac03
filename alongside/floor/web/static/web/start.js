// Starts the behaviour of the GOV.UK components. Their file is named in the page, because its name carries a hash.
const components = document.querySelector("script[data-components]").dataset.components;
import(components).then(({ initAll }) => initAll());
