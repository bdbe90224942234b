// Before anything is drawn, so that nothing flashes in other colours.
document.documentElement.dataset.theme = localStorage.getItem("theme") ?? "auto";
