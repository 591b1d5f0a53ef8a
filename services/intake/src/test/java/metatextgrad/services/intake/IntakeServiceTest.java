package metatextgrad.services.intake;

import metatextgrad.streams.Service;
import metatextgrad.streams.ServiceContract;

final class IntakeServiceTest extends ServiceContract {
    @Override
    protected Service service() {
        return new IntakeService();
    }
}
