<?php

include 'lib/header.php';
