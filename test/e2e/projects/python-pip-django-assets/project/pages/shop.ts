const says: string = 'counted by a front end';
document.title = says;
