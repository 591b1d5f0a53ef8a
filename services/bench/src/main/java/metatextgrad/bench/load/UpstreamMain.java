package metatextgrad.bench.load;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import metatextgrad.embedded.ParentWatch;

/** The model server of a measurement, in a process of its own. It prints its base URL. */
final class UpstreamMain {
    private UpstreamMain() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        ParentWatch.start();
        System.out.println(FixedUpstream.start().baseUrl());
        new CountDownLatch(1).await();
    }
}
