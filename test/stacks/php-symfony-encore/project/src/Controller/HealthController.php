<?php

final class HealthController
{
    #[Route('/healthz', methods: ['GET'])]
    public function __invoke(): Response {}
}
