const { addDays } = require('date-fns');

exports.daysFrom = (start, days) => addDays(start, days).toISOString().slice(0, 10);
