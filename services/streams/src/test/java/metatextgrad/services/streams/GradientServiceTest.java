package metatextgrad.services.streams;

import metatextgrad.streams.Service;
import metatextgrad.streams.ServiceContract;

final class GradientServiceTest extends ServiceContract {
    @Override
    protected Service service() {
        return new GradientService();
    }
}
