<?php
echo "the shop\n";
