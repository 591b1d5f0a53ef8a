package metatextgrad.services.gateway;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A gateway, not yet started, in front of a model server that records what it gets. */
abstract class GatewayTest {
    @TempDir Path folder;
    RecordingUpstream upstream;
    GatewayUnderTest gateway;

    @BeforeEach
    final void create() throws Exception {
        upstream = new RecordingUpstream();
        gateway = new GatewayUnderTest(folder, upstream.url());
    }

    @AfterEach
    final void close() throws Exception {
        gateway.close();
        upstream.close();
    }
}
