package metatextgrad.bench.load;

import java.util.concurrent.CountDownLatch;
import metatextgrad.bench.process.ChildMain;
import metatextgrad.embedded.ParentWatch;

/** The model server of a measurement, in a process of its own. It prints its base URL. */
final class UpstreamMain {
    private UpstreamMain() {}

    public static void main(String[] args) {
        ParentWatch.start();
        ChildMain.run(
                () -> {
                    System.out.println(FixedUpstream.start().baseUrl());
                    new CountDownLatch(1).await();
                });
    }
}
