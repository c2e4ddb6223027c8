const what: string = 'shopping';
document.title = what;
