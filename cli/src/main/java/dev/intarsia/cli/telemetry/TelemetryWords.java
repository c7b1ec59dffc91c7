package dev.intarsia.cli.telemetry;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the made-up services say. Lists are ordered: what comes first is drawn most. */
final class TelemetryWords {
  private TelemetryWords() {}

  /** A service: its name, namespace and runtime. */
  record Service(String name, String namespace, String runtime) {}

  static final List<Service> SERVICES =
      List.of(
          new Service("gateway", "edge", "envoy"),
          new Service("checkout", "shop", "openjdk"),
          new Service("catalog", "shop", "openjdk"),
          new Service("cart", "shop", "nodejs"),
          new Service("search", "discovery", "openjdk"),
          new Service("payment", "money", "openjdk"),
          new Service("session", "identity", "go"),
          new Service("recommendation", "discovery", "cpython"),
          new Service("inventory", "supply", "openjdk"),
          new Service("pricing", "money", "go"),
          new Service("shipping", "supply", "go"),
          new Service("login", "identity", "openjdk"),
          new Service("profile", "identity", "nodejs"),
          new Service("notification", "messaging", "nodejs"),
          new Service("mail-sender", "messaging", "cpython"),
          new Service("fraud-scoring", "money", "cpython"),
          new Service("ledger", "money", "openjdk"),
          new Service("invoice", "money", "openjdk"),
          new Service("media-resizer", "content", "go"),
          new Service("review", "content", "nodejs"),
          new Service("feature-flags", "platform", "go"),
          new Service("scheduler", "platform", "openjdk"),
          new Service("audit", "platform", "openjdk"),
          new Service("export", "platform", "cpython"));

  static final List<String> ENVIRONMENTS = List.of("production", "staging", "canary");
  static final List<String> CLOUDS = List.of("aws", "gcp", "azure");
  static final List<String> REGIONS =
      List.of("eu-west-1", "us-east-1", "europe-west4", "us-central1", "westeurope", "eastus2");
  static final List<String> OPERATING_SYSTEMS = List.of("linux", "windows");

  static final List<String> SEVERITIES = List.of("INFO", "DEBUG", "WARN", "ERROR", "FATAL");
  static final List<String> SPAN_KINDS =
      List.of("SERVER", "CLIENT", "INTERNAL", "PRODUCER", "CONSUMER");
  static final List<String> STATUS_CODES = List.of("UNSET", "OK", "ERROR");
  static final List<String> PROTOCOLS = List.of("1.1", "2", "3");
  static final List<String> DATABASES = List.of("postgresql", "redis", "mongodb", "elasticsearch");
  static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD");

  static final int[] STATUS_NUMBERS = {200, 204, 201, 304, 404, 400, 401, 302, 500, 503, 429, 502};
  static final List<String> REASONS =
      List.of(
          "OK",
          "No Content",
          "Created",
          "Not Modified",
          "Not Found",
          "Bad Request",
          "Unauthorized",
          "Found",
          "Internal Server Error",
          "Service Unavailable",
          "Too Many Requests",
          "Bad Gateway");

  /** A route is a URL whose holes are still open. */
  static final List<String> ROUTES =
      List.of(
          "/healthz",
          "/v1/products/{id}",
          "/v1/products",
          "/v1/cart/{id}",
          "/v1/cart/{id}/items/{n}",
          "/v1/search",
          "/v1/prices/{id}",
          "/v1/sessions/{hex}",
          "/v1/recommendations/{id}",
          "/v1/stock/{id}/warehouses/{n}",
          "/v1/orders",
          "/v1/orders/{id}",
          "/v1/orders/{id}/payments",
          "/v1/users/{id}",
          "/v1/users/{id}/addresses/{n}",
          "/v1/reviews/{id}",
          "/v1/media/{hex}/thumbnail",
          "/v1/flags",
          "/v1/invoices/{id}",
          "/v1/shipments/{id}/events",
          "/metrics",
          "/v1/login",
          "/v1/notifications/{id}",
          "/v1/exports/{hex}",
          "/oauth2/token",
          "/graphql",
          "/v2/products/{id}",
          "/v2/search",
          "/webhooks/payments/{hex}",
          "/static/app.{hex}.js");

  static final List<String> QUERIES =
      List.of("?page={n}", "?limit=50&offset={n}", "?q={hex}&sort=relevance", "?ref={id}&lang=en");

  static final List<String> TASKS =
      List.of(
          "SELECT orders",
          "GET session",
          "SELECT products",
          "INSERT events",
          "UPDATE stock",
          "find reviews",
          "SELECT prices",
          "cache.refresh",
          "queue.poll",
          "batch.flush",
          "index.commit",
          "ledger.reconcile",
          "mail.render",
          "image.resize",
          "retention.sweep",
          "token.rotate");

  static final List<String> SCOPES =
      Stream.of("http", "store", "cache", "client", "queue", "security", "task", "metrics")
          .flatMap(
              room ->
                  Stream.of("Handler", "Repository", "Interceptor", "Worker", "Registry", "Filter")
                      .map(noun -> room + "." + capitalized(room) + noun))
          .toList();

  static final List<String> THREADS =
      IntStream.range(0, 96)
          .mapToObj(i -> (i < 64 ? "http-exec-" : "task-") + (i % 64 + 1))
          .toList();

  static final List<String> AGENTS =
      List.of(
          "Mozilla/5.0 (Windows NT 10.0) Chrome/{major}.0.{n}.0",
          "Mozilla/5.0 (iPhone; iOS 17_{major}) Mobile/15E{n}",
          "Mozilla/5.0 (X11; rv:{major}.0) Firefox/{major}.0",
          "okhttp/4.{major}.0",
          "shop-app/7.{major}.{n} (Android 14; Pixel 8)",
          "Go-http-client/2.0",
          "kube-probe/1.{major}",
          "python-requests/2.{major}.1");

  static final List<String> MESSAGES =
      List.of(
          "Request done in {ms} ms",
          "Cache miss for product:{id}",
          "Fetched {n} rows from orders in {ms} ms",
          "User {id} authenticated from {ip}",
          "Order {id} accepted, {n} items, total {n}.{n} EUR",
          "Published {hex} to order-events partition {n}",
          "Connection to {ip} acquired after {ms} ms",
          "Price of product {id} recalculated: {n}.{n} EUR",
          "Session {hex} extended by 1800 s",
          "Search returned {n} hits for query {hex}",
          "Scheduled task finished, {n} records processed, {n} skipped",
          "Retrying call to upstream {ip}, attempt {n}",
          "Payment {id} authorised by provider, reference {hex}{hex}",
          "Rendered template order-confirmation for user {id} in {ms} ms",
          "Slow query, {ms} ms: SELECT id FROM orders WHERE customer = {id}",
          "Health check passed",
          "Evicted {n} entries from cache sessions, {n} remain",
          "Rate limit reached for client {ip}, {n} requests in the last minute",
          "Stock of product {id} in warehouse {n} is now {n}",
          "Feature flag evaluation for user {id} returned variant {n}");

  static final List<String> EXCEPTIONS =
      List.of(
          "java.net.SocketTimeoutException",
          "java.util.concurrent.TimeoutException",
          "org.postgresql.util.PSQLException",
          "java.lang.IllegalStateException",
          "java.io.IOException",
          "java.lang.NullPointerException",
          "com.example.shop.OutOfStockException",
          "com.example.money.PaymentDeclinedException",
          "java.lang.IllegalArgumentException",
          "com.example.json.MalformedDocumentException");

  static final List<String> COMPLAINTS =
      List.of(
          "Read timed out after {ms} ms while waiting for {ip}:8443",
          "Could not acquire a connection within {ms} ms, {n} threads are waiting",
          "ERROR: duplicate key value violates unique constraint, key (id)=({id}) exists",
          "Order {id} is in state {n}, expected one of its predecessors",
          "Connection reset by peer {ip}",
          "Cannot read field of null, product {id} was not loaded",
          "Product {id} has {n} pieces left, {n} were asked for",
          "Provider declined payment {id}, code {n}",
          "Amount must not be negative: -{n}.{n}",
          "Unexpected character at line {n}, column {n}, source {hex}");

  static final List<String> FRAMES =
      SCOPES.stream()
          .map(scope -> "\n\tat " + scope + "." + verb(scope) + "(" + file(scope) + ":{n})")
          .toList();

  private static String capitalized(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  private static String verb(String scope) {
    List<String> verbs = List.of("handle", "load", "invoke", "run", "resolve", "apply");
    return verbs.get(Math.floorMod(scope.hashCode(), verbs.size()));
  }

  private static String file(String scope) {
    return scope.substring(scope.lastIndexOf('.') + 1) + ".java";
  }
}
