package metatextgrad.client;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Reads tables from a gateway, and sends records to it. Thread-safe. */
final class GatewayTransport implements ClientTransport {
    private final GatewayRequests requests;
    private final GatewayTableReader reader;
    private final RecordSenders<GatewaySender> senders;

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
        FailureLog failures = new FailureLog("send to the gateway", listener);
        senders = new RecordSenders<>(kind -> new GatewaySender(requests, kind, failures));
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
        senders.send(kind, fields);
    }

    @Override
    public long lost() {
        return senders.lost();
    }

    @Override
    public void close(Duration atMost) throws InterruptedException {
        reader.close();
        try {
            long end = System.nanoTime() + atMost.toNanos();
            senders.all().forEach(GatewaySender::hurry);
            for (GatewaySender one : senders.all())
                one.close(Duration.ofNanos(end - System.nanoTime()));
        } finally {
            senders.all().forEach(GatewaySender::stop); // The first close may be interrupted.
            requests.close();
        }
    }
}
