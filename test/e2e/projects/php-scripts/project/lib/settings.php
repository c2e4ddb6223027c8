<?php
const TITLE = 'Acme';
