import { Controller, Get, Module } from '@nestjs/common';

@Controller('invoices')
class InvoicesController {
  @Get()
  all() {
    return [{ number: 'A-1', cents: 4200 }];
  }
}

@Module({ controllers: [InvoicesController] })
export class AppModule {}
