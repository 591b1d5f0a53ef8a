package metatextgrad.services.streams;

import metatextgrad.streams.Service;
import metatextgrad.streams.ServiceContract;

final class LossServiceTest extends ServiceContract {
    @Override
    protected Service service() {
        return new LossService();
    }
}
