<?php

if ($_SERVER['REQUEST_URI'] === '/healthz') {
    exit('ok');
}
