package metatextgrad.cli.testing;

import java.util.List;
import metatextgrad.cli.services.StreamServices;
import metatextgrad.streams.Service;

/** Opens the package's list of services to the loop tests. */
public final class StreamServicesForTests {
    private StreamServicesForTests() {}

    public static List<Service> all() {
        return StreamServices.all();
    }
}
