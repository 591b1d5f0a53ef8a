package metatextgrad.services.rollout;

import metatextgrad.streams.Service;
import metatextgrad.streams.ServiceContract;

final class RolloutServiceTest extends ServiceContract {
    @Override
    protected Service service() {
        return new RolloutService();
    }
}
