document.title = 'from the pages' as string;
