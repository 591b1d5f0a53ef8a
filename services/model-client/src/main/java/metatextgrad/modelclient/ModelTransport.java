package metatextgrad.modelclient;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;

/** Creates the HTTP client of the model client: no hidden retries, delays or endless answers. */
final class ModelTransport {
    /** Enough for 64 KB of text with every character escaped, and for the JSON around it. */
    static final long MAX_BODY_BYTES = 1 << 20;

    /** A stream has JSON around each token. */
    private static final long MAX_STREAM_BYTES = 4 * MAX_BODY_BYTES;

    /**
     * Shorter than the idle timeout of servers (uvicorn, under vLLM: 5 s). A call on a connection
     * that the server closes would be in doubt.
     */
    private static final Duration IDLE = Duration.ofSeconds(4);

    private ModelTransport() {}

    static OkHttpClient client(int maxIdleConnections) {
        return new OkHttpClient.Builder()
                .socketFactory(new NoDelaySockets())
                .connectionPool(
                        new ConnectionPool(maxIdleConnections, IDLE.toSeconds(), TimeUnit.SECONDS))
                // A request on a connection that breaks would be sent, and billed, a second time.
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .addInterceptor(ModelTransport::received)
                .build();
    }

    /** Limits the size of an answer, and throws any other status with its body. */
    private static Response received(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        ResponseBody body = requireNonNull(response.body());
        MediaType type = body.contentType();
        boolean stream = type != null && type.subtype().equals("event-stream");
        Source source =
                new CappedSource(
                        body.source(),
                        response.isSuccessful(),
                        stream ? MAX_STREAM_BYTES : MAX_BODY_BYTES,
                        chain.call());
        if (response.isSuccessful())
            return response.newBuilder()
                    .body(ResponseBody.create(Okio.buffer(source), type, -1))
                    .build();
        try (BufferedSource error = Okio.buffer(source)) {
            throw new ErrorStatus(
                    ServerReply.of(
                            response.code(), response.headers()::values, error.readByteArray()));
        }
    }

    /** The body exceeds the maximum size of an answer. */
    static final class TooLarge extends IOException {
        TooLarge() {
            super("an answer of too many bytes");
        }
    }

    /** Limits the size of a body: a larger answer throws, the text of an error is cut off. */
    private static final class CappedSource extends ForwardingSource {
        private final boolean answer;
        private final Call call;
        private long left;

        CappedSource(Source body, boolean answer, long most, Call call) {
            super(body);
            left = most;
            this.answer = answer;
            this.call = call;
        }

        @Override
        public long read(Buffer sink, long byteCount) throws IOException {
            if (left == 0) {
                call.cancel();
                if (answer) throw new TooLarge();
                return -1;
            }
            long read = super.read(sink, Math.min(byteCount, left));
            if (read > 0) left -= read;
            return read;
        }
    }

    /**
     * Creates sockets with TCP_NODELAY. OkHttp writes a request in pieces of 8 KB. Otherwise the
     * last piece waits about 40 ms for the server's delayed acknowledgement.
     */
    private static final class NoDelaySockets extends SocketFactory {
        private final SocketFactory sockets = SocketFactory.getDefault();

        @Override
        public Socket createSocket() throws IOException {
            return noDelay(sockets.createSocket());
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return noDelay(sockets.createSocket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort)
                throws IOException {
            return noDelay(sockets.createSocket(host, port, from, fromPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return noDelay(sockets.createSocket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
                throws IOException {
            return noDelay(sockets.createSocket(host, port, from, fromPort));
        }

        private static Socket noDelay(Socket socket) throws IOException {
            socket.setTcpNoDelay(true);
            return socket;
        }
    }
}
