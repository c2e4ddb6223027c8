worker_processes 2
listen ENV.fetch("PORT", 8081).to_i
