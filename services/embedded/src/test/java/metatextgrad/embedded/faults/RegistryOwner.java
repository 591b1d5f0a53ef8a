package metatextgrad.embedded.faults;

import java.nio.file.Path;
import metatextgrad.embedded.EmbeddedRegistry;

/** A small all-in-one to be killed: it starts a registry, reports that, and waits. */
public final class RegistryOwner {
    private RegistryOwner() {}

    public static void main(String[] args) throws InterruptedException {
        EmbeddedRegistry registry = EmbeddedRegistry.start(Path.of(args[0]), 0);
        System.out.println(registry.url());
        Thread.currentThread().join();
    }
}
