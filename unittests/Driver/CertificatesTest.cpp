#include "Secrets.h"
#include "llvm/Support/Base64.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

using namespace cogc;

namespace {

std::string certificate(llvm::StringRef body) {
  return ("-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n").str();
}

std::string read(llvm::StringRef value) {
  llvm::Expected<std::string> pem = readCertificates(value);
  return pem ? *pem : "error: " + llvm::toString(pem.takeError());
}

TEST(Certificates, TakesTextAndItsBase64) {
  std::string both = certificate("aa") + "# a comment\n" + certificate("bb");
  EXPECT_EQ(read(both), certificate("aa") + certificate("bb"));
  std::string coded = llvm::encodeBase64(both);
  EXPECT_EQ(read(coded), certificate("aa") + certificate("bb"));
  coded.insert(20, "\n");
  EXPECT_EQ(read(coded + "\n"), certificate("aa") + certificate("bb"));
}

TEST(Certificates, LeavesOutKeysAndRepetitions) {
  std::string key = "-----BEGIN PRIVATE KEY-----\nkk\n-----END PRIVATE KEY-----\n";
  EXPECT_EQ(read(certificate("aa") + key + certificate("aa")), certificate("aa"));
  EXPECT_EQ(read(key), "error: there is no certificate in it");
}

TEST(Certificates, RefusesTheRest) {
  EXPECT_EQ(read("/no/such/file.pem"), "error: no file `/no/such/file.pem`");
  std::string deep = "/no" + std::string(200, 'x') + "/file.pem";
  EXPECT_EQ(read(deep), "error: no file `" + deep + "`");
  EXPECT_EQ(read(std::string(5000, '?')),
            "error: it is no file, no PEM text and no base64 of that");
  EXPECT_EQ(read("-----BEGIN CERTIFICATE-----\naa\n"), "error: there is no certificate in it");
  std::string huge = read(certificate(std::string(600 << 10, 'a')));
  EXPECT_NE(huge.find("BuildKit's client takes 512000"), std::string::npos) << huge;
}

TEST(Certificates, AddsWhatTheMachineTrusts) {
  std::string file = testing::TempDir() + "/trusted.pem";
  std::error_code error;
  llvm::raw_fd_ostream(file, error) << certificate("aa") << certificate("tt");
  EnvironmentVariables told = {{"SSL_CERT_FILE", file}};
  EXPECT_EQ(withTrusted(certificate("aa"), told), certificate("aa") + certificate("tt"));
  std::string large = certificate(std::string(500 << 10, 'a').substr(100));
  EXPECT_EQ(withTrusted(large, told), large);
  EXPECT_EQ(withTrusted(certificate("aa"), {{"SSL_CERT_FILE", "/no/such/file"}}),
            certificate("aa"));
}

} // namespace
