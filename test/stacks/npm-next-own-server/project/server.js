import next from 'next';
