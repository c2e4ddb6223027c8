project = 'Orders'
extensions = []
