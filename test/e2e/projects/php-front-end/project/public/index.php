<?php

$built = is_file(__DIR__ . '/build/app.js');
echo '<script src="', $built ? 'build/app.js' : 'missing', "\"></script>\n";
