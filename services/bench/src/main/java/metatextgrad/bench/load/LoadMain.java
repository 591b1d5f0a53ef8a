package metatextgrad.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import metatextgrad.bench.process.ChildMain;

/**
 * The load generator, in a process of its own. It reads an order a line, and prints a line for each
 * when all is sent and answered. Open streams stay open until the next line, which is empty. It
 * ends with its input, so with its parent.
 */
final class LoadMain {
    private LoadMain() {}

    public static void main(String[] args) {
        ChildMain.run(LoadMain::run);
    }

    private static void run() throws IOException {
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
