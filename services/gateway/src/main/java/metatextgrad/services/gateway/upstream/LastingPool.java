package metatextgrad.services.gateway.upstream;

import java.io.IOException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * A pool of connections that the client cannot close. It does so when one request meets an {@link
 * Error}, after which all others would fail.
 */
record LastingPool(HttpClientConnectionManager pool) implements HttpClientConnectionManager {
    @Override
    public LeaseRequest lease(String id, HttpRoute route, Timeout limit, Object state) {
        return pool.lease(id, route, limit, state);
    }

    @Override
    public void release(ConnectionEndpoint connection, Object state, TimeValue valid) {
        pool.release(connection, state, valid);
    }

    @Override
    public void connect(ConnectionEndpoint connection, TimeValue limit, HttpContext context)
            throws IOException {
        pool.connect(connection, limit, context);
    }

    @Override
    public void upgrade(ConnectionEndpoint connection, HttpContext context) throws IOException {
        pool.upgrade(connection, context);
    }

    @Override
    public void close() {}

    @Override
    public void close(CloseMode mode) {}
}
