// Before anything is drawn, so that nothing flashes in other colours.
document.documentElement.dataset.theme = localStorage.getItem("theme") ?? "auto";
document.documentElement.dataset.pulse = localStorage.getItem("pulse") ?? "off";
