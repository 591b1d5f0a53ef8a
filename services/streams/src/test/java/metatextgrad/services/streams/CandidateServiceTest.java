package metatextgrad.services.streams;

import metatextgrad.streams.Service;
import metatextgrad.streams.ServiceContract;

final class CandidateServiceTest extends ServiceContract {
    @Override
    protected Service service() {
        return new CandidateService();
    }
}
