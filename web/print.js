// A card was opened to be printed.

window.print();
