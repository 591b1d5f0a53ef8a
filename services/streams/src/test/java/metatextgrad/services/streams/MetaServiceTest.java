package metatextgrad.services.streams;

import metatextgrad.streams.Service;
import metatextgrad.streams.ServiceContract;

final class MetaServiceTest extends ServiceContract {
    @Override
    protected Service service() {
        return new MetaService();
    }
}
