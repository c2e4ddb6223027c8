(ns build (:require [clojure.tools.build.api :as b]))
(def uber-file "target/shop.jar")
(defn uber [_] (b/uber {:class-dir "target/classes" :uber-file uber-file :main 'shop.core}))
