document.body.textContent = 'what is to do';
