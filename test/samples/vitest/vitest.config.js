export default { test: { globalSetup: './qfpay-emulator.js', include: ['*.test.js'] } };
