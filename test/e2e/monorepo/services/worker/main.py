import time

print("waiting for orders", flush=True)
while True:
    time.sleep(1)
