import { Inter } from 'next/font/google';
