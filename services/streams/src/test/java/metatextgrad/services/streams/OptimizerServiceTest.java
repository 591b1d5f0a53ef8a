package metatextgrad.services.streams;

import metatextgrad.streams.Service;
import metatextgrad.streams.ServiceContract;

final class OptimizerServiceTest extends ServiceContract {
    @Override
    protected Service service() {
        return new OptimizerService();
    }
}
