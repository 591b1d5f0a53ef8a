package metatextgrad.client;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Reads tables from a gateway, and sends records to it. Thread-safe. */
final class GatewayTransport implements ClientTransport {
    private final GatewayRequests requests;
    private final GatewayTableReader reader;
    private final GatewaySender sender;

    /**
     * @throws IllegalArgumentException with the reason, in one line, if the address or the key is
     *     not valid
     */
    GatewayTransport(URI gateway, String key, PromptClientBuilder settings, LastTable last) {
        requests = new GatewayRequests(gateway, key);
        ClientFailureListener listener = settings.listener();
        String activity = "read the prompts of " + settings.project();
        reader =
                new GatewayTableReader(
                        settings.project(), requests, last, new FailureLog(activity, listener));
        sender = new GatewaySender(requests, listener);
    }

    @Override
    public void start() {
        reader.start();
    }

    @Override
    public boolean await(Duration atMost) throws InterruptedException {
        return reader.await(atMost);
    }

    @Override
    public void send(String kind, Map<String, Object> fields) {
        sender.send(kind, fields);
    }

    @Override
    public long lost() {
        return sender.lost();
    }

    @Override
    public void close(Duration atMost) throws InterruptedException {
        reader.close();
        try {
            sender.close(atMost);
        } finally {
            requests.close();
        }
    }
}
