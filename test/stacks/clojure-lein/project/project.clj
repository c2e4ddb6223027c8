(defproject jobs "0.1.0"
  :dependencies [[org.clojure/clojure "1.12.3"]]
  :main ^:skip-aot jobs.core
  :profiles {:uberjar {:aot :all}})
