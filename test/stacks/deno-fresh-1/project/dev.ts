#!/usr/bin/env -S deno run -A --watch=static/,routes/
