package metatextgrad.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import metatextgrad.bench.process.ParentWatch;

/**
 * The load generator, in a process of its own. It reads an order a line, and prints a line for each
 * when all is sent and answered. Open streams stay open until the next line, which is empty.
 */
final class LoadMain {
    private LoadMain() {}

    /**
     * @param args the parent's process number
     */
    public static void main(String[] args) throws IOException {
        ParentWatch.start(args[0]);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            LoadOrder order = LoadOrder.read(line);
            if (order.kind() != LoadOrder.Kind.OPEN) {
                System.out.println(LoadRound.run(order).line());
                continue;
            }
            try (OpenStreams streams = OpenStreams.open(order)) {
                System.out.println(streams.result().line());
                orders.readLine();
            }
            System.out.println(LoadResult.none().line());
        }
    }
}
