import type { HttpContext } from '@adonisjs/core/http';
import type { NextFn } from '@adonisjs/core/types/http';

export default class PoweredByMiddleware {
  handle({ response }: HttpContext, next: NextFn) {
    response.header('x-powered-by', 'AdonisJS');
    return next();
  }
}
